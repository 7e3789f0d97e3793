using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ApprovePayments)]
public sealed class ProfilesModel(Db db, CopyExportProfile copy) : PageModel
{
    [BindProperty]
    public string? Start { get; set; }

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Name { get; set; }
    public IReadOnlyList<ExportProfiles.ExportProfile> All { get; private set; } = [];
    public IReadOnlyList<Choice> Starts =>
        [
            .. ExampleProfiles.All.Select(example => new Choice(example.Key, example.Name)),
            .. All.Select(profile => new Choice(profile.Id.ToString(), profile.Name)),
        ];

    public static readonly IReadOnlyList<Choice> Kinds = Enum.GetValues<ExportKind>()
        .Select(kind => new Choice(kind.ToString(), ExportRules.Name(kind)))
        .ToList();

    public async Task OnGetAsync() => All = await db.ReadAsync(ExportProfiles.ListAsync);

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var made = await copy.RunAsync(User.Actor(), Start, Enum.TryParse<ExportKind>(Kind, out var kind) ? kind : null, Name);
        return made.IsDone
            ? this.Next(Links.Payments.Profile(made.Value), "The profile is made. Change it to what your finance system reads.")
            : this.PageWithErrors(made);
    }
}
