import "../styles/faces/portal.css";
import "../generated/sprite.svg";
import { wake } from "../start";

void wake();
