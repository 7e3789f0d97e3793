using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>The names about which an assessor must still say whether there is a conflict of interest (R40).</summary>
public static class ConflictQueries
{
    /// <summary>An organisation, with what an assessor may know of it before declaring.</summary>
    public sealed record NamedApplicant
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }

        /// <summary>Empty where the round hides who applies, as are projects and people: they could tell which application is
        /// whose.</summary>
        public required string Town { get; init; }
        public IReadOnlyList<string> Projects { get; init; } = [];
        public IReadOnlyList<string> People { get; init; } = [];

        /// <summary>Someone in the organisation whom the assessor may be, or know; null: the records show no one.</summary>
        public StaffLink? Hint { get; init; }
    }

    /// <summary>The organisations about which this assessor has declared nothing yet, by name.</summary>
    public static async Task<IReadOnlyList<NamedApplicant>> UndeclaredAsync(Work work, Actor actor, Guid round)
    {
        await PanelQueries.DemandMemberAsync(work, actor, round);
        var hides = (await RoundReader.GetAsync(work, round)).Policy.HideApplicants;
        var applications = await work.QueryAsync<UndeclaredRow>(UndeclaredSql, new { round, actor.Id });
        var named = new List<NamedApplicant>();
        foreach (var organisation in applications.GroupBy(row => row.OrganisationId))
        {
            var first = organisation.First();
            var (hint, people) = await StaffLinkQueries.HintAndPeopleAsync(work, actor, organisation.Key);
            named.Add(
                new()
                {
                    Id = organisation.Key,
                    Name = first.Name,
                    Town = hides ? "" : first.Town,
                    Projects = hides ? [] : organisation.Select(row => $"{row.Reference}: {row.ProjectName}").ToList(),
                    People = hides ? [] : people,
                    Hint = hint,
                }
            );
        }
        return named;
    }

    /// <summary>The assessor's sheets for an organisation that wait for a declaration.</summary>
    internal static Task<IReadOnlyList<Guid>> SheetsAsync(Work work, Actor actor, Guid round, Guid organisation) =>
        work.QueryAsync<Guid>(
            "select s.Id from ScoringAssignment s join Application a on a.Id = s.ApplicationId where s.RoundId = @round and s.AssessorId = @Id and s.Conflict = 'NotDeclared' and a.Status = 'Submitted' and a.OrganisationId = @organisation order by s.Position",
            new
            {
                round,
                actor.Id,
                organisation,
            }
        );

    private const string UndeclaredSql = """
        select   o.Id as OrganisationId, o.Name, o.Town, a.Reference, a.ProjectName
        from     ScoringAssignment s
        join     Application a on a.Id = s.ApplicationId
        join     Organisation o on o.Id = a.OrganisationId
        where    s.RoundId = @round and s.AssessorId = @Id and s.Conflict = 'NotDeclared' and a.Status = 'Submitted'
        order by o.Name, o.Id, a.Number
        """;

    private sealed record UndeclaredRow
    {
        public required Guid OrganisationId { get; init; }
        public required string Name { get; init; }
        public required string Town { get; init; }
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
    }
}
