using Commissioning.Domain.Accounts;
using Commissioning.Features.Organisations;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Organisations;

[Requires(Permission.ViewDueDiligence)]
public sealed class ModulusTablesModel(ModulusTables tables) : PageModel
{
    [BindProperty]
    public string? VersionName { get; set; }

    [BindProperty]
    public DateParts ValidFrom { get; set; } = new();

    [BindProperty]
    public IFormFile? Weights { get; set; }

    [BindProperty]
    public IFormFile? Substitutions { get; set; }
    public IReadOnlyList<ModulusTables.ModulusTableRow> Rows { get; private set; } = [];

    public async Task OnGetAsync() => Rows = await tables.ListAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (!User.Can(Permission.CheckBankDetails))
            return Forbid();
        var refusals = await tables.LoadAsync(
            User.Actor(),
            VersionName,
            ValidFrom.ToDate(),
            await TextAsync(Weights),
            await TextAsync(Substitutions)
        );
        return this.AnyErrors(refusals) ? this.PageWithErrors() : this.Next(Links.Organisations.ModulusTables, "The table is loaded");
    }

    private static async Task<string?> TextAsync(IFormFile? file)
    {
        if (file is null)
            return null;
        using var reader = new StreamReader(file.OpenReadStream());
        return await reader.ReadToEndAsync();
    }
}
