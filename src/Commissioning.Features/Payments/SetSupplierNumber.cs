using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>An organisation's number in the finance system, which no other organisation has.</summary>
public sealed class SetSupplierNumber(Db db)
{
    /// <param name="number">Empty: none.</param>
    public Task<Result> RunAsync(Actor actor, Guid organisation, string? number) =>
        db.ChangeAsync(
            actor,
            AuditAction.SupplierNumberSet,
            organisation,
            async work =>
            {
                var before = await FinanceNumbers.OfSupplierAsync(work, organisation);
                if (FinanceNumberRules.WhyNotANumber(number, nameof(number)) is { } wrong)
                    return wrong;
                var now = string.IsNullOrWhiteSpace(number) ? null : number.Trim();
                if (
                    now is not null
                    && await work.FirstOrDefaultAsync<string>(OtherSql, new { organisation, Lower = now.ToLowerInvariant() }) is { } other
                )
                    return new Refusal($"{other} has the supplier number {now}. Two organisations cannot share one.", nameof(number));
                await work.ExecuteOneAsync(
                    "update Organisation set SupplierNumber = @now, Version = Version + 1 where Id = (select coalesce(o.SameAs, o.Id) from Organisation o where o.Id = @organisation)",
                    new { organisation, now }
                );
                work.Note(before.Subject);
                work.Note(new Changes().Add("Supplier number", before.Number, now).ToString());
                return Result.Done;
            }
        );

    private const string OtherSql = """
        select   o.Name
        from     Organisation o
        where    lower(o.SupplierNumber) = @Lower and o.Id <> (select coalesce(x.SameAs, x.Id) from Organisation x where x.Id = @organisation)
        order by o.Name, o.Id
        """;
}
