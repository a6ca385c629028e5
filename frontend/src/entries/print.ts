import "../styles/core.css";
import "../favicon.svg";
import "../generated/sprite.svg";
import { wake } from "../start";

void wake();
