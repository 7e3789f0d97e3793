namespace Commissioning.Domain.Organisations;

/// <summary>A call-back as the caller typed it.</summary>
/// <param name="CallPerson">Who was spoken to.</param>
/// <param name="CallRole">Their role in the organisation.</param>
/// <param name="CallSource">Which register, or what was looked up.</param>
/// <param name="CallDigits">Last four digits of the account number, as they read them out.</param>
/// <param name="CallOn">Date in the UK.</param>
/// <param name="CallTime">UK time on the 24-hour clock.</param>
/// <param name="CallNote">What else they said.</param>
public sealed record CallBack(
    string? CallPerson,
    string? CallRole,
    string? CallNumber,
    CallNumberSource? CallFrom,
    string? CallSource,
    string? CallDigits,
    DateOnly? CallOn,
    string? CallTime,
    string? CallNote = null
)
{
    /// <summary>UTC; null: the date or the time is missing or cannot be read.</summary>
    public DateTime? At =>
        CallOn is { } day
        && TimeOnly.TryParseExact(
            CallTime?.Trim(),
            ["HH:mm", "H:mm"],
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.None,
            out var time
        )
            ? LondonTime.ToUtc(day, time)
            : null;
}
