export interface Graph {
  check(): readonly string[];
}
