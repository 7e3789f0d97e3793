using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>How much each person may decide, for one fund or for all: the office's scheme of delegation as data (R58).</summary>
public sealed class ApprovalLevels(Db db)
{
    public sealed record ApprovalLevelRow
    {
        public required Guid Id { get; init; }
        public required Guid PersonId { get; init; }
        public required string Person { get; init; }
        public string? Fund { get; init; }
        public Money? UpTo { get; init; }
    }

    public sealed record NamedChoice
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }

    public sealed record ApprovalLevelsPage(
        IReadOnlyList<ApprovalLevelRow> Levels,
        IReadOnlyList<NamedChoice> Approvers,
        IReadOnlyList<NamedChoice> FundList
    );

    public Task<ApprovalLevelsPage> GetAsync() =>
        db.ReadAsync(async work => new ApprovalLevelsPage(
            await work.QueryAsync<ApprovalLevelRow>(
                "select l.Id, l.PersonId, p.DisplayName as Person, f.Name as Fund, l.UpTo from ApprovalLimit l join Person p on p.Id = l.PersonId left join Fund f on f.Id = l.FundId order by p.DisplayName, f.Name, l.Id"
            ),
            await work.QueryAsync<NamedChoice>(
                "select p.Id, p.DisplayName as Name from Person p join PersonRole r on r.PersonId = p.Id where r.Role = 'Approver' order by p.DisplayName, p.Id"
            ),
            await work.QueryAsync<NamedChoice>("select Id, Name from Fund order by Name")
        ));

    internal static Task<IReadOnlyList<ApprovalLimit>> AllAsync(Work work) =>
        work.QueryAsync<ApprovalLimit>("select Id, PersonId, FundId, UpTo from ApprovalLimit");

    public Task<Result> SetAsync(Actor actor, Guid? person, Guid? fund, Money? upTo) =>
        db.ChangeAsync(
            actor,
            AuditAction.ApprovalLevelSet,
            person ?? Guid.Empty,
            async work =>
            {
                if (
                    await work.FindOrDefaultAsync<string>(
                        "select p.DisplayName from Person p join PersonRole r on r.PersonId = p.Id where p.Id = @person and r.Role = 'Approver'",
                        new { person }
                    )
                    is not { } name
                )
                    return new Refusal("Choose a person who may decide", nameof(person));
                if (person == actor.Id)
                    return new Refusal("You cannot set your own approval level", nameof(person));
                var before = await work.FirstOrDefaultAsync<ApprovalLimit>(
                    "select Id, PersonId, FundId, UpTo from ApprovalLimit where PersonId = @person and (FundId = @fund or (FundId is null and @fund is null)) order by SetAt desc, Id",
                    new { person, fund }
                );
                await work.ExecuteAsync(
                    "delete from ApprovalLimit where PersonId = @person and (FundId = @fund or (FundId is null and @fund is null))",
                    new { person, fund }
                );
                await work.ExecuteAsync(
                    "insert into ApprovalLimit (Id, PersonId, FundId, UpTo, SetBy, SetAt) values (@Id, @person, @fund, @upTo, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        person,
                        fund,
                        upTo,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{name}, {await FundNameAsync(work, fund)}");
                work.Note(
                    new Changes(isNew: before is null)
                        .Add("May decide", before is null ? null : UpToText(before.UpTo), UpToText(upTo))
                        .ToString()
                );
                return Result.Done;
            }
        );

    public Task<Result> RemoveAsync(Actor actor, Guid level) =>
        db.ChangeAsync(
            actor,
            AuditAction.ApprovalLevelRemoved,
            level,
            async work =>
            {
                var row = await work.FindAsync<ApprovalLimit>(
                    "select Id, PersonId, FundId, UpTo from ApprovalLimit where Id = @level",
                    new { level }
                );
                if (row.PersonId == actor.Id)
                    return new Refusal("You cannot change your own approval level");
                await work.ExecuteOneAsync("delete from ApprovalLimit where Id = @level", new { level });
                var name = await work.ScalarAsync<string>("select DisplayName from Person where Id = @PersonId", new { row.PersonId });
                work.Note($"Removed: {name}, {await FundNameAsync(work, row.FundId)}, {UpToText(row.UpTo)}");
                return Result.Done;
            }
        );

    private static string UpToText(Money? upTo) => upTo is { } most ? $"up to {most}" : "any amount";

    private static async Task<string?> FundNameAsync(Work work, Guid? fund) =>
        fund is null ? "every fund" : await work.ScalarAsync<string>("select Name from Fund where Id = @fund", new { fund });
}
