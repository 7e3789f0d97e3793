using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

/// <summary>The recipient's confirmation before any payment; an officer may enter a paper one.</summary>
[Requires(Permission.WriteApplications)]
public sealed class MySubsidyModel(Db db, ConfirmSubsidy confirm) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public ConfirmForm Form { get; set; } = new();
    public SubsidyQueries.SubsidyAssessment View { get; private set; } = null!;

    public sealed class ConfirmForm
    {
        public string? Others { get; set; }
        public bool Agreed { get; set; }
        public string? Name { get; set; }
    }

    public async Task OnGetAsync() => View = await db.ReadAsync(work => SubsidyQueries.MineAsync(work, User.Actor(), Id));

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        List<SubsidyAssistance> others = [];
        foreach (var line in (Form.Others ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (Read(line) is { } other)
                others.Add(other);
            else
                this.AddError(
                    nameof(Form.Others),
                    $"Write \"{line}\" as who, how much and when, with commas between, such as Leicester City Council, 5000, 1/6/2025"
                );
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        return this.AnyErrors(await confirm.RunAsync(User.Actor(), Id, others, Form.Name, Form.Agreed))
            ? this.PageWithErrors()
            : this.Next(Links.DueDiligence.MySubsidy(Id), "Thank you. We have what we need.");
    }

    /// <summary>Splits from the right, so that a name or an amount may contain a comma.</summary>
    private static SubsidyAssistance? Read(string line)
    {
        var parts = line.Split(',', StringSplitOptions.TrimEntries);
        if (
            parts.Length < 3
            || !DateOnly.TryParseExact(
                parts[^1],
                ["d/M/yyyy", "d M yyyy", "d MMMM yyyy", "d MMM yyyy"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var on
            )
        )
            return null;
        for (var used = Math.Min(3, parts.Length - 2); used >= 1; used--)
            if (
                Money.Parse(string.Join(",", parts[^(used + 1)..^1])) is { } amount
                && amount > Money.Zero
                && string.Join(", ", parts[..^(used + 1)]) is { Length: > 0 } from
            )
                return new(from, amount, on);
        return null;
    }
}
