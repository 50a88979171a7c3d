import { memoryPersister } from "typeburr/persisters/memory";
import { persisterContract, persisterFaults } from "typeburr/testing";

persisterContract("memory", memoryPersister);
persisterFaults("memory", memoryPersister);
