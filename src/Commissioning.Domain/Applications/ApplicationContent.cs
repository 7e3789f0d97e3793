using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Applications;

/// <summary>Everything an applicant has written so far. A draft may have nulls and gaps.</summary>
public sealed record ApplicationContent
{
    public string? ProjectName { get; init; }
    public string? Summary { get; init; }
    public string? Priority { get; init; }

    /// <summary>One or more zones, as <see cref="Zones"/> stores them.</summary>
    public string? Zone { get; init; }
    public string? ZoneLinks { get; init; }
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public Money? AmountRequested { get; init; }

    /// <summary>True when the applicant has confirmed, for this application, that the organisation's profile is right.</summary>
    public bool ProfileConfirmed { get; init; }

    /// <summary>Answers by question id.</summary>
    public required IReadOnlyDictionary<Guid, string> Answers { get; init; }
    public required IReadOnlyList<BudgetLine> Budget { get; init; }
    public required IReadOnlyList<OutcomeMeasure> Outcomes { get; init; }

    /// <summary>The kinds of document that have been added.</summary>
    public required IReadOnlyCollection<Guid> DocumentKinds { get; init; }

    /// <summary>The questions to ask, given the answers so far.</summary>
    public IReadOnlyList<Question> Shown(IReadOnlyList<Question> questions) =>
        FormRules.Shown(questions, question => Answers.GetValueOrDefault(question.Id), ProjectAnswer);

    /// <summary>Looks up the answer to a question code, for conditions; null for a question that is not asked.</summary>
    /// <param name="shown">The questions that are asked.</param>
    public Func<string, string?> Lookup(IReadOnlyList<Question> shown)
    {
        var known = shown.ToDictionary(question => question.Code, question => Answers.GetValueOrDefault(question.Id));
        return code => known.TryGetValue(code, out var answer) ? answer : ProjectAnswer(code);
    }

    private string? ProjectAnswer(string code) =>
        code switch
        {
            "amount" => AmountRequested?.ToInput(),
            "priority" => Priority,
            "zone" => string.Join('\n', Zones.Of(Zone)),
            _ => null,
        };
}
