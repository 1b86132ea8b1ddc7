export type ProviderRole = "processor" | "sub_processor" | "independent_controller" | "joint_controller" | "no_personal_data";
