import "../styles/faces/desk.css";
import "../styles/faces/desk-work.css";
import "../favicon.svg";
import "../generated/sprite.svg";
import { wake } from "../start";

void wake();
