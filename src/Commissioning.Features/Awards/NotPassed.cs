using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>What every application must pass and this one did not: the panel's pass/fail criteria with the reason that was agreed, and due
/// diligence checks by name. What a check found stays in the office.</summary>
internal static class NotPassed
{
    public static async Task<IReadOnlyList<string>> OfAsync(Work work, Guid application) =>
        [
            .. (await work.QueryAsync<Criterion>(CriteriaSql, new { application })).Select(row =>
                Sentences.Of(string.IsNullOrWhiteSpace(row.Reason) ? row.Name : $"{row.Name}: {row.Reason}")
            ),
            .. (await work.QueryAsync<string>(ChecksSql, new { application })).Select(name => $"Check: {Sentences.Of(name)}"),
        ];

    private const string CriteriaSql =
        "select c.Name, p.Reason from AgreedPassFail p join PassFailCriterion c on c.Id = p.PassFailCriterionId where p.ApplicationId = @application and p.Passed = 0 order by c.Position, c.Id";

    // A fail counts once a second person has agreed to it.
    private const string ChecksSql =
        "select k.Name from DueDiligenceCheck k where k.ApplicationId = @application and k.Status = 'Fail' and k.SecondBy is not null order by k.Position";

    private sealed record Criterion
    {
        public required string Name { get; init; }
        public string? Reason { get; init; }
    }
}
