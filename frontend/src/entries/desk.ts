import "../styles/faces/desk.css";
import "../generated/sprite.svg";
import { wake } from "../start";

void wake();
