using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>Who may decide up to what amount, for one fund or for all: the office's fund of delegation as data (R58).</summary>
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
                    return new Refusal("Choose somebody who may decide", nameof(person));
                if (person == actor.Id)
                    return new Refusal("Nobody sets their own approval level", nameof(person));
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
                work.Note(
                    $"{name}: {(upTo is { } most ? $"up to {most}" : "any amount")}, {(fund is null ? "every fund" : await work.ScalarAsync<string>("select Name from Fund where Id = @fund", new { fund }))}"
                );
                return Result.Done;
            }
        );

    public Task<Result> RemoveAsync(Actor actor, Guid level) =>
        db.ChangeAsync(
            actor,
            AuditAction.ApprovalLevelSet,
            level,
            async work =>
            {
                var row = await work.FindAsync<ApprovalLimit>(
                    "select Id, PersonId, FundId, UpTo from ApprovalLimit where Id = @level",
                    new { level }
                );
                if (row.PersonId == actor.Id)
                    return new Refusal("Nobody changes their own approval level");
                await work.ExecuteOneAsync("delete from ApprovalLimit where Id = @level", new { level });
                work.Note($"Removed: person {row.PersonId}, {(row.UpTo is { } most ? $"up to {most}" : "any amount")}");
                return Result.Done;
            }
        );
}
