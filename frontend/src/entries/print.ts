import "../styles/core.css";
