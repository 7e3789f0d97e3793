namespace Commissioning.Domain.Funds;

/// <summary>One thing the panel scores, with its share of the total and its own scale of whole scores. The weights of a round add up to
/// 100.</summary>
public sealed record Criterion
{
    public required Guid Id { get; init; }
    public required int Position { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string Guidance { get; init; }

    /// <summary>Whole per cent of the total, 1 to 100.</summary>
    public required int Weight { get; init; }

    /// <summary>The lowest score, 0 or 1.</summary>
    public int Least { get; init; }

    /// <summary>The highest score, which earns the whole weight: <see cref="CriterionRules.MostGreatest"/> at most. Five where an office
    /// chooses nothing (default, not OPCC policy).</summary>
    public int Greatest { get; init; } = CriterionRules.UsualGreatest;

    /// <summary>Such as "0 to 5".</summary>
    public string ScaleInWords => $"{Least} to {Greatest}";

    /// <summary>Every score that may be given, lowest first.</summary>
    public IEnumerable<int> Scores => Enumerable.Range(Least, Greatest - Least + 1);

    public bool Allows(Fraction score) => score >= Least && score <= Greatest;

    /// <summary>The place of a score on the scale in five equal steps, from 0 to 4, by which a chart shades it.</summary>
    public int StepOf(Fraction score)
    {
        var place = (score - Least) * 5 / (Greatest - Least);
        return Math.Clamp((int)(place.Numerator / place.Denominator), 0, 4);
    }
}
