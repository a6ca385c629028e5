import "../styles/faces/studio.css";
import "../generated/sprite.svg";
import { wake } from "../start";

void wake();
