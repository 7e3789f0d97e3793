using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Sets up to what amount a person, or everyone, approves a payment alone, for one fund or all and one budget year or
/// all.</summary>
public sealed class SetPaymentLimit(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid? person, Guid? fund, string? year, Money? upTo) =>
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
                if (await PaymentLimitQueries.WhyOwnAsync(work, actor, person) is { } own)
                    return own;
                if (upTo is not { } most || most <= Money.Zero)
                    return new Refusal("Enter an amount in pounds, for example 5,000", nameof(upTo));
                if (year is not null && FinancialYear.Parse(year) is null)
                    return new Refusal("Choose a budget year, or every year", nameof(year));
                var before = await work.FirstOrDefaultAsync<PaymentLimit>(
                    "select Id, PersonId, FundId, BudgetYear, UpTo" + SameSql + " order by SetAt desc, Id",
                    new
                    {
                        person,
                        fund,
                        year,
                    }
                );
                await work.ExecuteAsync(
                    "delete" + SameSql,
                    new
                    {
                        person,
                        fund,
                        year,
                    }
                );
                await work.ExecuteAsync(
                    "insert into PaymentLimit (Id, PersonId, FundId, BudgetYear, UpTo, SetBy, SetAt) values (@Id, @person, @fund, @year, @most, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        person,
                        fund,
                        year,
                        most,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{name}, {await PaymentLimitQueries.FundNameAsync(work, fund)}, {PaymentLimitQueries.YearName(year)}");
                work.Note(new Changes(isNew: before is null).Add("One payment up to", before?.UpTo, most).ToString());
                return Result.Done;
            }
        );

    private const string SameSql =
        " from PaymentLimit where (PersonId = @person or (PersonId is null and @person is null)) and (FundId = @fund or (FundId is null and @fund is null)) and (BudgetYear = @year or (BudgetYear is null and @year is null))";
}
