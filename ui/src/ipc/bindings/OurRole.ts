export type OurRole = "controller" | "joint_controller" | "processor";
