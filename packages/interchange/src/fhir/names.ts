/**
 * Where our resources say they come from. The domain is one that can never exist: nobody has given us a real one, and ids
 * have to be told apart from everybody else's all the same. Whoever publishes the resources puts a domain of theirs in its place.
 */
export const CANONICAL = "https://threshold.invalid/fhir";

export const questionnaireUrl = (id: string): string => `${CANONICAL}/Questionnaire/${id}`;
export const systemUrl = (id: string): string => `${CANONICAL}/CodeSystem/${id}`;

/** A name for programs: `school-child-service` is `ThresholdSchoolChildService`. */
export function programName(id: string): string {
  const words = id.split("-").map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`);
  return `Threshold${words.join("")}`;
}
