using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Sets the assessors of a round. Fixed from publication, so that everyone knows who scored.</summary>
public sealed class SavePanel(Db db)
{
    public sealed record Candidate
    {
        public required Guid Id { get; init; }
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
    }

    public Task<IReadOnlyList<Candidate>> CandidatesAsync() =>
        db.QueryAsync<Candidate>(
            """
            select   p.Id, p.DisplayName, p.Email
            from     Person p
            join     PersonRole r on r.PersonId = p.Id
            where    r.Role = 'PanelMember'
            order by p.DisplayName, p.Email
            """
        );

    public Task<Result> RunAsync(Actor actor, Guid round, IReadOnlyCollection<Guid> members) =>
        db.ChangeAsync(
            actor,
            AuditAction.PanelChanged,
            round,
            async work =>
            {
                if (RoundRules.WhyCannotChange(await RoundReader.GetAsync(work, round)) is { } frozen)
                    return frozen;
                var before = await work.QueryAsync<string>(NamesSql, new { round });
                await work.ExecuteAsync("delete from PanelMember where RoundId = @round", new { round });
                await work.ExecuteAsync(InsertSql, members.Distinct().Select(person => new { round, person }));
                work.Note(new Changes().Add("Panel", before, await work.QueryAsync<string>(NamesSql, new { round })).ToString());
                return Result.Done;
            }
        );

    private const string NamesSql = """
        select   p.DisplayName
        from     PanelMember m
        join     Person p on p.Id = m.PersonId
        where    m.RoundId = @round
        order by p.DisplayName, p.Email
        """;
    private const string InsertSql = """
        insert into PanelMember (RoundId, PersonId, Assigned, Conflicted, Submitted)
        select @round, PersonId, 0, 0, 0
        from   PersonRole
        where  PersonId = @person and Role = 'PanelMember'
        """;
}
