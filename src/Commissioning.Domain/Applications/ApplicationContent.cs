using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Applications;

/// <summary>All that an applicant has written so far. Nulls and gaps are what a draft has.</summary>
public sealed record ApplicationContent
{
    public string? ProjectName { get; init; }
    public string? Summary { get; init; }
    public string? Priority { get; init; }

    /// <summary>One or more, as <see cref="Zones"/> stores them.</summary>
    public string? Zone { get; init; }
    public string? ZoneLinks { get; init; }
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public Money? AmountRequested { get; init; }

    /// <summary>Somebody has said for this application that what the organisation says of itself is right.</summary>
    public bool ProfileConfirmed { get; init; }

    /// <summary>By question.</summary>
    public required IReadOnlyDictionary<Guid, string> Answers { get; init; }
    public required IReadOnlyList<BudgetLine> Budget { get; init; }
    public required IReadOnlyList<OutcomeMeasure> Outcomes { get; init; }

    /// <summary>The kinds of document that have been added.</summary>
    public required IReadOnlyCollection<Guid> DocumentKinds { get; init; }

    /// <summary>The questions that are asked, given what is answered so far.</summary>
    public IReadOnlyList<Question> Shown(IReadOnlyList<Question> questions) =>
        FormRules.Shown(questions, question => Answers.GetValueOrDefault(question.Id), ProjectAnswer);

    /// <summary>The answer to a code, for conditions; null for what is not asked.</summary>
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
