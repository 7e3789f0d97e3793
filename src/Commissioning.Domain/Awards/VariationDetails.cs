using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commissioning.Domain.Awards;

/// <summary>What a variation asks for, or what it replaces. Only the parts that the kind of variation concerns are set.</summary>
public sealed record VariationDetails : IJsonText<VariationDetails>
{
    public string? Purpose { get; init; }
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public string? ContactName { get; init; }
    public string? ContactEmail { get; init; }
    public Money? Amount { get; init; }

    /// <summary>The number of the clause of the agreement, such as 16.</summary>
    public string? Clause { get; init; }

    /// <summary>Its heading in the terms that the holder accepted.</summary>
    public string? ClauseHeading { get; init; }

    /// <summary>The day by which a breach is to be put right.</summary>
    public DateOnly? RemedyBy { get; init; }

    /// <summary>Why less time is given than the agreement gives; stays on file.</summary>
    public string? ShortNoticeReason { get; init; }

    /// <summary>Why the grant ends before the day by which a breach is to be put right; the letter prints it.</summary>
    public string? WhyAtOnce { get; init; }

    /// <summary>Of a recovery: the last day for the holder's answer.</summary>
    public DateOnly? AnswerBy { get; init; }

    /// <summary>Who or what allows an amount above the round's limits; stays on file.</summary>
    public string? ExceptionAuthority { get; init; }

    /// <summary>The day of that decision.</summary>
    public DateOnly? ExceptionOn { get; init; }

    /// <summary>Why it goes above them; stays on file.</summary>
    public string? ExceptionReason { get; init; }
    public IReadOnlyList<BudgetLineAmount>? Lines { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static VariationDetails FromJson(string json) => JsonSerializer.Deserialize<VariationDetails>(json, Json)!;

    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The parts of the current details that the variation concerns.</summary>
    public VariationDetails About(VariationDetails wanted) =>
        new()
        {
            Purpose = wanted.Purpose is null ? null : Purpose,
            StartsOn = wanted.StartsOn is null ? null : StartsOn,
            EndsOn = wanted.EndsOn is null ? null : EndsOn,
            ContactName = wanted.ContactName is null ? null : ContactName,
            ContactEmail = wanted.ContactEmail is null ? null : ContactEmail,
            Amount = wanted.Amount is null ? null : Amount,
            Lines = wanted.Lines is null ? null : Lines,
        };

    /// <summary>One line for each part, in words, beside the name of the kind of variation.</summary>
    public IEnumerable<string> InWords()
    {
        if (Purpose is not null)
            yield return Purpose;
        if (StartsOn is { } start)
            yield return $"Starts on {LondonTime.Date(start)}";
        if (EndsOn is { } end)
            yield return $"Ends on {LondonTime.Date(end)}";
        if (ContactName is not null)
            yield return $"Contact: {ContactName}, {ContactEmail}";
        if (Amount is { } amount)
            yield return $"Amount: {amount}";
        if (Clause is not null)
            yield return $"Clause of the agreement: {Clause}{(ClauseHeading is null ? "" : $", {ClauseHeading}")}";
        if (RemedyBy is { } by)
            yield return $"To be put right by {LondonTime.Date(by)}";
        if (WhyAtOnce is not null)
            yield return $"Why at once: {WhyAtOnce}";
        foreach (var line in Lines ?? [])
            yield return $"{line.Item}: {line.Amount}";
    }

    /// <summary>The same, and what only the office reads.</summary>
    public IEnumerable<string> OnFile()
    {
        foreach (var words in InWords())
            yield return words;
        if (ShortNoticeReason is not null)
            yield return $"Why less than ten working days: {ShortNoticeReason}";
        if (AnswerBy is { } by)
            yield return $"They can answer until {LondonTime.Date(by)}";
        if (ExceptionAuthority is not null)
            yield return $"Exception to the round's limits, on the authority of: {ExceptionAuthority}{(ExceptionOn is { } on ? $", {LondonTime.Date(on)}" : "")}";
        if (ExceptionReason is not null)
            yield return $"Why an exception: {ExceptionReason}";
    }
}
