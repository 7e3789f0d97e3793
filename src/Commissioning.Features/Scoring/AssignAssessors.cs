using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>Assigns the applications of a closed or rolling round to the panel, all or an even share to each, each in its own reading order
/// (R43). Runs whenever a closed round is viewed, and only adds what is missing.</summary>
public sealed class AssignAssessors(Db db, TimeProvider clock)
{
    public async Task EnsureAsync(Guid round)
    {
        if (!RoundRules.MayAssess(await db.ReadAsync(work => RoundReader.GetAsync(work, round)), clock.UtcNow()))
            return;
        foreach (var member in await db.QueryAsync<Guid>(WaitingSql, new { round }))
            await AssignAsync(round, member);
    }

    private Task<Result> AssignAsync(Guid round, Guid member) =>
        db.ChangeAsync(
            Actor.Portal,
            AuditAction.AssessorsAssigned,
            round,
            async work =>
            {
                var details = await RoundReader.GetAsync(work, round);
                if (!RoundRules.MayAssess(details, work.Now))
                    return new Refusal("The round is open");
                var upTo = await work.ScalarAsync<int>("select LastNumber from RoundTally where RoundId = @round", new { round });
                if (
                    await work.ScalarAsync<int>(
                        "select AssignedTo from PanelMember where RoundId = @round and PersonId = @member",
                        new { round, member }
                    ) >= upTo
                )
                    return new Refusal("Given out already"); // Two people viewed it at once.
                var panel = await work.QueryAsync<Seat>("select PersonId, Replaces from PanelMember where RoundId = @round", new { round });
                // Whoever takes over an assessor's work sits in their seat, so that the others' shares stay as they are.
                var seat = panel.First(one => one.PersonId == member);
                while (panel.FirstOrDefault(one => one.PersonId == seat.Replaces) is { } replaced)
                    seat = replaced;
                var applications = (await work.QueryAsync<AssignableApplication>(ApplicationsSql, new { round, member }))
                    .Where(application =>
                        ApplicationAllocation.Scores(
                            round,
                            panel.Where(one => one.Replaces is null).Select(one => one.PersonId).ToList(),
                            seat.PersonId,
                            application.Number,
                            details.Policy.AssessorsPerApplication
                        )
                    )
                    .ToList();
                var given = await LastPositionAsync(work, round, member);
                var order = ReadingOrder.For(round, member, applications.Select(application => (application, application.Number)));
                await work.ExecuteAsync(
                    InsertSql,
                    order.Select(
                        (application, i) =>
                            new
                            {
                                Id = Guid.CreateVersion7(),
                                round,
                                ApplicationId = application.Id,
                                member,
                                Position = given + i + 1,
                            }
                    )
                );
                await work.ExecuteOneAsync(
                    "update PanelMember set Assigned = Assigned + @Count, AssignedTo = @upTo where RoundId = @round and PersonId = @member",
                    new
                    {
                        round,
                        member,
                        applications.Count,
                        upTo,
                    }
                );
                work.Note(
                    $"{applications.Count} applications to {await work.ScalarAsync<string>("select DisplayName from Person where Id = @member", new { member })}"
                );
                return Result.Done;
            }
        );

    private const string WaitingSql = """
        select m.PersonId
        from   PanelMember m
        join   RoundTally t on t.RoundId = m.RoundId
        where  m.RoundId = @round and m.AssignedTo < t.LastNumber and m.LeftAt is null
        """;
    private const string ApplicationsSql = """
        select a.Id, a.Number
        from   Application a
        where  a.RoundId = @round and a.Status = 'Submitted'
               and not exists (select 1 from ScoringAssignment s where s.ApplicationId = a.Id and s.AssessorId = @member)
        """;
    private const string InsertSql = """
        insert into ScoringAssignment (Id, RoundId, ApplicationId, AssessorId, Position, Conflict, Version)
        values (@Id, @round, @ApplicationId, @member, @Position, 'NotDeclared', 1)
        """;

    /// <summary>Last place in an assessor's own list; 0: it is empty.</summary>
    internal static async Task<int> LastPositionAsync(Work work, Guid round, Guid member) =>
        await work.ScalarAsync<int?>(
            "select max(Position) from ScoringAssignment where RoundId = @round and AssessorId = @member",
            new { round, member }
        ) ?? 0;

    private sealed record Seat
    {
        public required Guid PersonId { get; init; }
        public Guid? Replaces { get; init; }
    }

    private sealed record AssignableApplication
    {
        public required Guid Id { get; init; }
        public required int Number { get; init; }
    }
}
