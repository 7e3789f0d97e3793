using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Approval limits for a single payment, by person, for one fund or for all. The lowest that applies counts; none: any amount
/// (default, not OPCC policy).</summary>
public sealed class PaymentLimits(Db db)
{
    public sealed record PaymentLimitRow
    {
        public required Guid Id { get; init; }
        public string? Person { get; init; }
        public string? Fund { get; init; }
        public required Money UpTo { get; init; }
    }

    public sealed record NamedChoice
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }

    public sealed record PaymentLimitsPage(
        IReadOnlyList<PaymentLimitRow> Limits,
        IReadOnlyList<NamedChoice> Approvers,
        IReadOnlyList<NamedChoice> FundList
    );

    public Task<PaymentLimitsPage> GetAsync() =>
        db.ReadAsync(async work => new PaymentLimitsPage(
            await work.QueryAsync<PaymentLimitRow>(
                "select l.Id, p.DisplayName as Person, f.Name as Fund, l.UpTo from PaymentLimit l left join Person p on p.Id = l.PersonId left join Fund f on f.Id = l.FundId order by p.DisplayName, f.Name, l.Id"
            ),
            await work.QueryAsync<NamedChoice>(
                "select p.Id, p.DisplayName as Name from Person p join PersonRole r on r.PersonId = p.Id where r.Role = 'FinanceOfficer' order by p.DisplayName, p.Id"
            ),
            await work.QueryAsync<NamedChoice>("select Id, Name from Fund order by Name")
        ));

    internal static Task<IReadOnlyList<PaymentLimit>> AllAsync(Work work) =>
        work.QueryAsync<PaymentLimit>("select Id, PersonId, FundId, UpTo from PaymentLimit");

    public Task<Result> SetAsync(Actor actor, Guid? person, Guid? fund, Money? upTo) =>
        db.ChangeAsync(
            actor,
            AuditAction.PaymentLimitSet,
            person ?? Guid.Empty,
            async work =>
            {
                var name = person is null
                    ? "Everyone"
                    : await work.FindOrDefaultAsync<string>(
                        "select p.DisplayName from Person p join PersonRole r on r.PersonId = p.Id where p.Id = @person and r.Role = 'FinanceOfficer'",
                        new { person }
                    );
                if (name is null)
                    return new Refusal("Choose a person who may approve payments, or everyone", nameof(person));
                if (await WhyOwnAsync(work, actor, person) is { } own)
                    return own;
                if (upTo is not { } most || most <= Money.Zero)
                    return new Refusal("Enter an amount in pounds, for example 5,000", nameof(upTo));
                var before = await work.FirstOrDefaultAsync<PaymentLimit>(
                    "select Id, PersonId, FundId, UpTo from PaymentLimit where (PersonId = @person or (PersonId is null and @person is null)) and (FundId = @fund or (FundId is null and @fund is null)) order by SetAt desc, Id",
                    new { person, fund }
                );
                await work.ExecuteAsync(
                    "delete from PaymentLimit where (PersonId = @person or (PersonId is null and @person is null)) and (FundId = @fund or (FundId is null and @fund is null))",
                    new { person, fund }
                );
                await work.ExecuteAsync(
                    "insert into PaymentLimit (Id, PersonId, FundId, UpTo, SetBy, SetAt) values (@Id, @person, @fund, @most, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        person,
                        fund,
                        most,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{name}, {await FundNameAsync(work, fund)}");
                work.Note(new Changes(isNew: before is null).Add("One payment up to", before?.UpTo, most).ToString());
                return Result.Done;
            }
        );

    public Task<Result> RemoveAsync(Actor actor, Guid limit) =>
        db.ChangeAsync(
            actor,
            AuditAction.PaymentLimitRemoved,
            limit,
            async work =>
            {
                var row = await work.FindAsync<PaymentLimit>(
                    "select Id, PersonId, FundId, UpTo from PaymentLimit where Id = @limit",
                    new { limit }
                );
                if (await WhyOwnAsync(work, actor, row.PersonId) is { } own)
                    return own;
                await work.ExecuteOneAsync("delete from PaymentLimit where Id = @limit", new { limit });
                var name = await work.ScalarAsync<string>("select DisplayName from Person where Id = @PersonId", new { row.PersonId });
                work.Note($"Removed: {name ?? "Everybody"}, {await FundNameAsync(work, row.FundId)}, one payment up to {row.UpTo}");
                return Result.Done;
            }
        );

    /// <summary>A limit for everyone also applies to its author, if they approve payments.</summary>
    private static async Task<string?> FundNameAsync(Work work, Guid? fund) =>
        fund is null ? "every fund" : await work.ScalarAsync<string>("select Name from Fund where Id = @fund", new { fund });

    /// <summary>A limit for everyone also applies to the person who sets it, if they approve payments.</summary>
    private static async Task<Refusal?> WhyOwnAsync(Work work, Actor actor, Guid? person) =>
        person == actor.Id
        || (
            person is null
            && await work.ScalarAsync<int>(
                "select count(*) from PersonRole where PersonId = @Id and Role = 'FinanceOfficer'",
                new { actor.Id }
            ) > 0
        )
            ? new("You cannot set or remove your own payment limit", nameof(person))
            : null;
}
