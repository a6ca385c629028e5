import "../styles/faces/cockpit.css";
import "../generated/sprite.svg";
import { wake } from "../start";

void wake();
