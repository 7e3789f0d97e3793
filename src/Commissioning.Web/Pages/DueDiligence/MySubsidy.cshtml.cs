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
        {
            var (other, amount) = Read(line);
            if (other is not null)
                others.Add(other);
            else
                this.AddError(
                    nameof(Form.Others),
                    Money.WhyNot(
                        amount,
                        $"Write \"{line}\" as who, how much and when, with commas between, such as Leicester City Council, 5000, 1/6/2025"
                    )
                );
        }
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        return this.AnyErrors(await confirm.RunAsync(User.Actor(), Id, others, Form.Name, Form.Agreed))
            ? this.PageWithErrors()
            : this.Next(Links.DueDiligence.MySubsidy(Id), "Thank you. We have what we need.");
    }

    /// <summary>Splits from the right, so that a name or an amount may contain a comma. Every part before the date that has no letters is
    /// of the amount: of "Council, 5000,50" neither £50 nor £500,050 may be read.</summary>
    private static (SubsidyAssistance? Read, string Amount) Read(string line)
    {
        var parts = line.Split(',', StringSplitOptions.TrimEntries);
        var start = parts.Length - 1;
        while (start > 1 && !parts[start - 1].Any(char.IsLetter))
            start--;
        var (from, typed) = (string.Join(", ", parts[..start]), string.Join(",", parts[start..^1]));
        return
            from.Length > 0
            && Money.Parse(typed) is { } amount
            && amount > Money.Zero
            && DateOnly.TryParseExact(
                parts[^1],
                ["d/M/yyyy", "d M yyyy", "d MMMM yyyy", "d MMM yyyy"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var on
            )
            ? (new(from, amount, on), typed)
            : (null, typed);
    }
}
