using System.Text.Json;

namespace Commissioning.Domain.CspBudgets;

/// <summary>A saved version of an allocation formula: what went in, with sources and dates, and what it gives each area.</summary>
public sealed record FormulaContent : IJsonText<FormulaContent>
{
    public required Money Budget { get; init; }
    public required Money Flat { get; init; }
    public required Money Floor { get; init; }

    /// <summary>How far to move from last year's shares, in per cent, as typed.</summary>
    public required string Phase { get; init; }

    /// <summary>In hundredths of a per cent of the budget.</summary>
    public required int OverAllocation { get; init; }
    public required IReadOnlyList<Factor> Factors { get; init; }
    public required IReadOnlyList<Area> Areas { get; init; }
    public Money Total => Areas.Sum(area => area.Share);

    /// <summary>A factor with its weight and its values as typed, in the order of the areas.</summary>
    public sealed record Factor(string Name, string Weight, string Source, DateOnly On, IReadOnlyList<string> Values);

    /// <param name="LastYear">Its base allocation of the year before, or the sum of those that merged into it.</param>
    public sealed record Area(Guid Id, string Name, Money LastYear, Money Share);

    public string ToJson() => JsonSerializer.Serialize(this);

    public static FormulaContent FromJson(string json) => JsonSerializer.Deserialize<FormulaContent>(json)!;
}
