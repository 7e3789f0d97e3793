namespace Commissioning.Domain.Payments;

/// <summary>Numbers that the office's finance system gives suppliers, purchase orders and invoices.</summary>
public static class FinanceNumberRules
{
    public const int Longest = 30;

    /// <summary>Null when this can be such a number; empty: none.</summary>
    public static Refusal? WhyNotANumber(string? typed, string field) =>
        TextLimit.WhyTooLong(typed, Longest, field, "the number")
        ?? (
            (typed?.Trim() ?? "").Any(one => char.IsControl(one) || one > '~')
                ? new("Enter the number with letters, digits and ordinary signs only, on one line", field)
                : null
        );
}
