using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

/// <param name="AddLineAction">The address that adds an empty line.</param>
public sealed record BudgetFields(BudgetForm Form, Round Round, string AddLineAction)
{
    /// <summary>An amount cannot be read yet, and is not in the total.</summary>
    public bool IsPartlyRead => Form.Lines.Any(line => !string.IsNullOrWhiteSpace(line.Requested) && Money.Parse(line.Requested) is null);
    public Money Total => Form.Lines.Sum(line => Money.Parse(line.Requested) ?? Money.Zero);
}
