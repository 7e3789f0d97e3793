using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>The names about which an assessor must still say whether there is a conflict of interest (R40).</summary>
public static class ConflictQueries
{
    public sealed record NamedApplicant
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }

    /// <summary>The organisations about which this assessor has declared nothing yet, by name and not by application.</summary>
    public static async Task<IReadOnlyList<NamedApplicant>> UndeclaredAsync(Work work, Actor actor, Guid round)
    {
        await PanelQueries.DemandMemberAsync(work, actor, round);
        return await work.QueryAsync<NamedApplicant>(
            """
            select   distinct o.Id, o.Name
            from     ScoringAssignment s
            join     Application a on a.Id = s.ApplicationId
            join     Organisation o on o.Id = a.OrganisationId
            where    s.RoundId = @round and s.AssessorId = @Id and s.Conflict = 'NotDeclared' and a.Status = 'Submitted'
            order by o.Name, o.Id
            """,
            new { round, actor.Id }
        );
    }
}
