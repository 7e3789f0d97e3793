using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Who was present when scores were agreed: panel members, who make up the quorum, and others by name.</summary>
public sealed record Attendance(IReadOnlyList<Guid> Members, string? Others)
{
    public sealed record Member
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }

        /// <summary>Whose work this member took over; null: nobody's.</summary>
        public Guid? Replaces { get; init; }

        /// <summary>When they left the panel; null: they are on it.</summary>
        public DateTime? LeftAt { get; init; }
    }

    public static Task<IReadOnlyList<Member>> PanelAsync(Work work, Guid round) =>
        work.QueryAsync<Member>(
            "select p.Id, p.DisplayName as Name, m.Replaces, m.LeftAt from PanelMember m join Person p on p.Id = m.PersonId where m.RoundId = @round order by p.DisplayName, p.Id",
            new { round }
        );

    /// <summary>The members who are in the meeting, so that it enters them once: those present for the last agreed application and, for who
    /// was out of that one, for the last that they were not out of.</summary>
    internal static async Task<IReadOnlyList<Guid>> LastAsync(Work work, Guid round)
    {
        var last = await work.FirstOrDefaultAsync<Guid?>(
            "select m.ApplicationId from ModerationPresent m join AgreedScore g on g.ApplicationId = m.ApplicationId join Application a on a.Id = m.ApplicationId where a.RoundId = @round order by g.AgreedAt desc, g.ApplicationId, g.CriterionId",
            new { round }
        );
        if (last is null)
            return [];
        var present = await work.QueryAsync<Guid>("select PersonId from ModerationPresent where ApplicationId = @last", new { last });
        var waiting = new List<Guid>();
        foreach (var person in (await OutAsync(work, round, last))[last.Value])
            if (await work.FirstOrDefaultAsync<int>(LastTimeSql, new { round, person }) == 1)
                waiting.Add(person);
        return [.. present, .. waiting];
    }

    // Present (1) or not (0) for the last agreed application that the person was not out of.
    private const string LastTimeSql = """
        select   case when exists (select 1 from ModerationPresent p where p.ApplicationId = g.ApplicationId and p.PersonId = @person) then 1 else 0 end as WasThere
        from     AgreedScore g
        join     Application a on a.Id = g.ApplicationId
        where    a.RoundId = @round
                 and not exists (select 1 from ScoringAssignment s where s.ApplicationId = g.ApplicationId and s.AssessorId = @person and s.Conflict in ('Declared', 'Recused'))
        order by g.AgreedAt desc, g.ApplicationId, g.CriterionId
        """;

    /// <summary>Who is out of an application, by conflict of interest or recusal.</summary>
    internal static async Task<ILookup<Guid, Guid>> OutAsync(Work work, Guid round, Guid? application = null) =>
        (
            await work.QueryAsync<OutRow>(
                "select s.ApplicationId, s.AssessorId from ScoringAssignment s where s.RoundId = @round and s.Conflict in ('Declared', 'Recused') and (@application is null or s.ApplicationId = @application)",
                new { round, application }
            )
        ).ToLookup(row => row.ApplicationId, row => row.AssessorId);

    /// <summary>The same meeting without those who are out of one application.</summary>
    internal Attendance Without(IEnumerable<Guid> away) => this with { Members = [.. Members.Except(away)] };

    /// <summary>The names as recorded, or why there is no quorum.</summary>
    /// <param name="away">Members with a conflict of interest, who may not be there.</param>
    internal (string? Names, Refusal? Refusal) Of(IReadOnlyList<Member> panel, Round round, IReadOnlyCollection<Guid> away)
    {
        var there = panel.Where(member => member.LeftAt is null && Members.Contains(member.Id)).ToList();
        if (
            ModerationRules.WhyMayNotBePresent(
                [.. there.Where(member => away.Contains(member.Id)).Select(member => member.Name)],
                "present"
            ) is
            { } conflicted
        )
            return (null, conflicted);
        if (Others?.Trim().Length > 500)
            return (null, new("Shorten this to 500 characters", nameof(Others)));
        if (ModerationRules.WhyNoQuorum(there.Count, Math.Min(round.Policy.Quorum, panel.Count)) is { } few)
            return (null, few);
        return (
            string.Join(", ", there.Select(member => member.Name)) + (string.IsNullOrWhiteSpace(Others) ? "" : $"; and {Others.Trim()}"),
            null
        );
    }

    private sealed record OutRow
    {
        public required Guid ApplicationId { get; init; }
        public required Guid AssessorId { get; init; }
    }

    internal async Task WriteAsync(Work work, Guid application)
    {
        await work.ExecuteAsync("delete from ModerationPresent where ApplicationId = @application", new { application });
        await work.ExecuteAsync(
            "insert into ModerationPresent (ApplicationId, PersonId) select @application, m.PersonId from PanelMember m join Application a on a.RoundId = m.RoundId where a.Id = @application and m.PersonId = @Person",
            Members.Distinct().Select(person => new { application, Person = person })
        );
    }
}
