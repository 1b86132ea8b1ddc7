export const risk = {
  low: "Low",
  medium: "Medium",
  high: "High",
  very_high: "Very high",
  notAssessed: "not assessed",
};
