import "../styles/faces/studio.css";
import "../styles/faces/studio-build.css";
import "../favicon.svg";
import "../generated/sprite.svg";
import { wake } from "../start";

void wake();
