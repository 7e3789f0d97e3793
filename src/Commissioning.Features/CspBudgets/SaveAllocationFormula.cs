using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Saves a version of a year's allocation formula with what it gives each area (R81). Nothing is posted.</summary>
public sealed class SaveAllocationFormula(Db db)
{
    /// <param name="Phase">Per cent of the way from last year's shares; 100: the whole change at once.</param>
    /// <param name="OverAllocation">In hundredths of a per cent of the budget.</param>
    /// <param name="Factors">With a value for each area, in the order of <see cref="AllocationFormulaQueries.AreasAsync"/>.</param>
    public sealed record Command(
        FinancialYear Year,
        Money Pot,
        Money Flat,
        Money Floor,
        Fraction Phase,
        int OverAllocation,
        IReadOnlyList<AllocationFactor> Factors,
        string? Note
    );

    /// <summary>What the formula would give each area, in their order.</summary>
    public static IReadOnlyList<Money> Shares(Command command, IReadOnlyList<AllocationFormulaQueries.FormulaArea> areas) =>
        AllocationFormula.Share(
            AllocationFormula.Pot(command.Pot, command.OverAllocation),
            command.Factors,
            command.Flat,
            command.Floor,
            areas.Select(area => area.LastYear).ToList(),
            command.Phase
        );

    public async Task<Result<Guid>> RunAsync(Actor actor, Command command)
    {
        var id = Guid.CreateVersion7();
        return await db.ChangeAsync<Guid>(
            actor,
            AuditAction.AllocationFormulaSaved,
            id,
            async work =>
            {
                await Posting.YearAsync(work, command.Year);
                var areas = await AllocationFormulaQueries.AreasAsync(work, command.Year);
                var refusals = AllocationFormula
                    .WhyNot(command.Pot, command.Factors, command.Flat, command.Floor, areas.Count, command.Phase, command.OverAllocation)
                    .ToList();
                if (string.IsNullOrWhiteSpace(command.Note))
                    refusals.Add(new("Say why you made this version", nameof(command.Note)));
                if (TextLimit.WhyTooLong(command.Note, 500, nameof(command.Note)) is { } wide)
                    refusals.Add(wide);
                if (refusals.Count > 0)
                    return refusals;
                var key = new { BudgetYear = command.Year.ToString() };
                var number =
                    await work.ScalarAsync<int>(
                        "select coalesce(max(Number), 0) from AllocationFormula where BudgetYear = @BudgetYear",
                        key
                    ) + 1;
                await work.ExecuteAsync(
                    "insert into AllocationFormula (Id, BudgetYear, Number, Note, ContentJson, SavedBy, SavedAt) values (@id, @BudgetYear, @number, @Note, @Content, @By, @Now)",
                    new
                    {
                        id,
                        key.BudgetYear,
                        number,
                        Note = command.Note!.Trim(),
                        Content = ContentOf(command, areas),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{command.Year}, version {number}: {command.Note.Trim()}");
                return Result.Made(id);
            }
        );
    }

    private static FormulaContent ContentOf(Command command, IReadOnlyList<AllocationFormulaQueries.FormulaArea> areas) =>
        new()
        {
            Budget = command.Pot,
            Flat = command.Flat,
            Floor = command.Floor,
            Phase = Written(command.Phase),
            OverAllocation = command.OverAllocation,
            Factors = command
                .Factors.Select(factor => new FormulaContent.Factor(
                    factor.Name,
                    Written(factor.Weight),
                    factor.Source,
                    factor.On,
                    factor.Values.Select(Written).ToList()
                ))
                .ToList(),
            Areas = areas
                .Zip(Shares(command, areas), (area, share) => new FormulaContent.Area(area.Id, area.Name, area.LastYear, share))
                .ToList(),
        };

    /// <summary>As a person types it. Exact, because it was read from at most nine decimal places.</summary>
    private static string Written(Fraction value) =>
        ((decimal)value.Numerator / (decimal)value.Denominator).ToString(CultureInfo.InvariantCulture);
}
