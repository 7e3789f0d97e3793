using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Finance says whether lead councils are paid in advance or in arrears in a year: all of them, or one that differs.</summary>
public sealed class SetAreaPaymentBasis(Db db)
{
    /// <param name="area">Null: all areas that have no setting of their own.</param>
    /// <param name="basis">Null, for an area only: it is paid like the others again.</param>
    public Task<Result> RunAsync(Actor actor, FinancialYear year, Guid? area, AreaPaymentBasis? basis) =>
        db.ChangeAsync(
            actor,
            AuditAction.AreaPaymentBasisSet,
            area ?? year.Subject,
            async work =>
            {
                var view = await AreaPayments.OfYearAsync(work, year);
                if (view.LockedAt is not null)
                    return new Refusal($"{year} is locked");
                var line = view.Lines.FirstOrDefault(line => line.AreaId == area);
                if (area is not null && line is null)
                    return new Refusal("Choose an area of the list, or all areas", nameof(area));
                if (area is null && basis is null)
                    return new Refusal("Choose in advance or in arrears", nameof(basis));
                AreaPaymentBasis? before =
                    area is null ? view.Basis.Basis
                    : line!.OwnBasis ? line.Money.Basis
                    : null;
                if (before == basis && (area is not null || view.Basis.SetBy is not null))
                    return new Refusal("It is set like this already", nameof(basis));
                await work.ExecuteAsync(
                    "insert into AreaPaymentBasis (Id, BudgetYear, AreaId, Basis, SetBy, SetAt) values (@Id, @BudgetYear, @area, @Basis, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        BudgetYear = year.ToString(),
                        area,
                        Basis = basis?.ToString(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{year}, {line?.Area ?? "all areas"}");
                work.Note(new Changes().Add("Paid", InWords(before), InWords(basis)).ToString());
                return Result.Done;
            }
        );

    private static string InWords(AreaPaymentBasis? basis) => basis is { } own ? AreaPaymentRules.Name(own) : "as the other areas";
}
