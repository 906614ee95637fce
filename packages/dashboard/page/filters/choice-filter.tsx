import { Select, type SelectProps } from "@mantine/core";

interface ChoiceFilterProps extends Omit<SelectProps<string>, "value" | "onChange" | "label"> {
  readonly value: string | undefined;
  readonly label: string;
  /** What it is called when nothing is chosen. */
  readonly none?: string;
  readonly onChoose: (value: string | undefined) => void;
}

/** One of several, or any. */
export function ChoiceFilter({ label, value, onChoose, none, ...others }: ChoiceFilterProps) {
  return (
    <Select
      label={label}
      flex="1 1 7rem"
      placeholder={none ?? "Any"}
      clearable
      clearButtonProps={{ "aria-label": none ?? `Any ${label.toLowerCase()}` }}
      {...others}
      value={value ?? null}
      onChange={(chosen) => onChoose(chosen ?? undefined)}
    />
  );
}
