using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>People of this office who may be linked with an organisation (R34).</summary>
public static class StaffLinkQueries
{
    /// <summary>A person of the office whose name or address resembles that of a person in the organisation, or of one whom it
    /// named.</summary>
    public sealed record Link(Guid PersonId, string Person, StaffLink With, bool IsAssessor, string? Declared);

    /// <summary>Compares people of the office with people of the organisation. Nothing is concluded: they are asked.</summary>
    internal static async Task<IReadOnlyList<Link>> OfAsync(Work work, ApplicationChecks.CheckedApplication application, MatchSource source)
    {
        var staff = await work.QueryAsync<StaffRow>(StaffSql, new { Application = application.Id, application.RoundId });
        return (
            from person in staff
            let with = StaffLinkRules.Find(person.DisplayName, person.Email, source)
            where with is not null
            orderby with.IsNamed descending, person.IsAssessor descending, person.DisplayName
            select new Link(person.Id, person.DisplayName, with, person.IsAssessor == 1, person.Conflict)
        ).ToList();
    }

    /// <summary>For an assessor before they declare: a person in the organisation, or named by it, whom they may be or know. Null: the
    /// records show none.</summary>
    public static async Task<StaffLink?> HintOfApplicationAsync(Work work, Actor actor, Guid application) =>
        (await HintAndPeopleAsync(work, actor, (await ApplicationChecks.ApplicationAsync(work, application)).OrganisationId)).Hint;

    /// <summary>As <see cref="HintOfApplicationAsync"/>, with the people whom the organisation names: committee, signatories and
    /// contacts.</summary>
    internal static async Task<(StaffLink? Hint, IReadOnlyList<string> People)> HintAndPeopleAsync(
        Work work,
        Actor actor,
        Guid organisation
    )
    {
        var me = await work.FindAsync<StaffRow>(
            "select p.Id, p.DisplayName, p.Email, 1 as IsAssessor, null as Conflict from Person p where p.Id = @Id",
            new { actor.Id }
        );
        var (source, _) = await MatchIndex.SourceAsync(work, organisation);
        return (StaffLinkRules.Find(me.DisplayName, me.Email, source), source.People.ToList());
    }

    private const string StaffSql = """
        select    p.Id, p.DisplayName, p.Email, case when m.PersonId is null then 0 else 1 end as IsAssessor, (select s.Conflict from ScoringAssignment s where s.ApplicationId = @Application and s.AssessorId = p.Id) as Conflict
        from      Person p
        left join PanelMember m on m.PersonId = p.Id and m.RoundId = @RoundId
        where     exists (select 1 from PersonRole r where r.PersonId = p.Id and r.Role <> 'Applicant')
        """;

    private sealed record StaffRow
    {
        public required Guid Id { get; init; }
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
        public required int IsAssessor { get; init; }
        public string? Conflict { get; init; }
    }
}
