using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Reporting;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Reporting;

/// <summary>Finance says how a budget is spread over its year: typed by month, by the instalments, or evenly again.</summary>
public sealed class SetMoneyProfile(Db db)
{
    /// <param name="months">The twelve months from April, where they are typed; null: could not be read or left empty.</param>
    public Task<Result> RunAsync(
        Actor actor,
        FinancialYear year,
        MoneySubject of,
        Guid id,
        ProfileKind? profile,
        IReadOnlyList<Money?> months
    ) =>
        db.ChangeAsync(
            actor,
            AuditAction.MoneyProfileSet,
            id,
            async work =>
            {
                var view = await MoneyWatch.OneAsync(work, year, of, id);
                var budget = view.Budget.Money.Budget;
                if (profile is not { } kind)
                    return new Refusal("Choose how the budget is spread over the year", nameof(profile));
                if (kind == ProfileKind.Instalments && view.Planned.Sum() == Money.Zero)
                    return new Refusal("No instalments are planned, so there is nothing to take the months from", nameof(profile));
                if (kind == ProfileKind.Typed && MoneyRules.WhyNoProfile(budget, months, nameof(months)) is { } wrong)
                    return wrong;
                IReadOnlyList<Money> spread = kind switch
                {
                    ProfileKind.Typed => months.Select(month => month!.Value).ToList(),
                    ProfileKind.Instalments => MoneyRules.ByInstalments(budget, view.Planned),
                    _ => MoneyRules.Even(budget),
                };
                await work.ExecuteAsync(
                    "insert into MoneyProfile (Id, BudgetYear, FundId, AreaId, Kind, Months, SetBy, SetAt) values (@New, @Year, @Fund, @Area, @kind, @Months, @By, @Now)",
                    new
                    {
                        New = Guid.CreateVersion7(),
                        Year = year.ToString(),
                        Fund = of == MoneySubject.Fund ? id : (Guid?)null,
                        Area = of == MoneySubject.Area ? id : (Guid?)null,
                        kind,
                        Months = kind == ProfileKind.Even
                            ? ""
                            : string.Join(',', spread.Select(month => month.Pence.ToString(CultureInfo.InvariantCulture))),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(
                    $"{view.Budget.Name}, {year}: "
                        + new Changes()
                            .Add("Profile", view.Budget.Profile.Name(), kind.Name())
                            .Add("By month", string.Join("; ", view.Budget.Money.Profile), string.Join("; ", spread))
                );
                return Result.Done;
            }
        );
}
