using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>What the workbook of a return is called in its parts, by which it is read again.</summary>
internal static class ReturnWorkbook
{
    public const string ReturnSheet = "Return";
    public const string SpendingSheet = "Spending";
    public const string ProjectsSheet = "Projects";

    /// <summary>Hidden; its first cell says which return it is.</summary>
    public const string IdSheet = "Portal";

    public const string Actual = "Spent so far this year (£)";
    public const string Committed = ReturnRules.Committed + " (£)";
    public const string Forecast = "Forecast of spending by 31 March (£)";
    public const string Reasons = "Why does the forecast differ from the allocation?";
    public const string Difference = "Why does what you spent differ from the ledger and your lines?";

    public const string Number = "No.";
    public const string Date = "Date";
    public const string Project = "Project";
    public const string What = "What was paid for";
    public const string Amount = "Amount (£)";
    public const string Vat = "VAT you do not get back (£)";
    public const string Invoice = "Invoice number";
    public const string Evidence = "Evidence file";
    public const string Query = "The office asks";
    public const string Answer = "Your answer";
    public const string PutRight = "Put right";

    /// <summary>The return of a workbook, and the version of it that was downloaded. It is encrypted, so that it cannot be typed.</summary>
    public sealed record Id(string BudgetYear, Guid Area, ReturnPeriod Period, int Version)
    {
        public const string Purpose = "csp-return-workbook";
    }

    /// <summary>An approved project of the area.</summary>
    public sealed record ProjectLine
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required Money Amount { get; init; }
        public required Money Spent { get; init; }
        public required Money Committed { get; init; }
    }

    /// <summary>The approved projects, each with a name of its own: the second of two equal names ends in (2).</summary>
    public static async Task<IReadOnlyList<ProjectLine>> ProjectsAsync(Work work, FinancialYear year, Guid area)
    {
        var projects = await work.QueryAsync<ProjectLine>(
            "select Id, Name, Amount, Spent, Committed from CspProject where BudgetYear = @BudgetYear and AreaId = @area and Status = 'Approved' order by Name, CreatedAt, Id",
            new { BudgetYear = year.ToString(), area }
        );
        return projects
            .GroupBy(project => project.Name)
            .SelectMany(same => same.Select((project, i) => i == 0 ? project : project with { Name = $"{project.Name} ({i + 1})" }))
            .ToList();
    }
}
