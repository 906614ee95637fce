import { TextInput } from "@mantine/core";

interface TypedConfirmationProps {
  readonly word: string;
  readonly onChange: (certain: boolean) => void;
}

/** A word to type before something that cannot be undone. */
export function TypedConfirmation({ word, onChange }: TypedConfirmationProps) {
  return (
    <TextInput
      label={`Type “${word}” to confirm`}
      autoComplete="off"
      spellCheck={false}
      onChange={({ currentTarget }) => onChange(currentTarget.value.trim().toLowerCase() === word)}
    />
  );
}
