import { memoryPersister } from "typeburr/persisters/memory";
import { persisterContract } from "typeburr/testing";

persisterContract("memory", memoryPersister);
