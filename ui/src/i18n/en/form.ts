export const form = {
};
