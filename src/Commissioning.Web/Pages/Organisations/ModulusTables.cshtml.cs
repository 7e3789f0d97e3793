using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Organisations;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Organisations;

[Requires(Permission.ViewLists), EnableRateLimiting(RateLimits.Upload)]
public sealed class ModulusTablesModel(ModulusTables modulus) : PageModel
{
    [BindProperty]
    public string? VersionName { get; set; }

    [BindProperty]
    public DateParts ValidFrom { get; set; } = new();

    [BindProperty]
    public List<IFormFile> Tables { get; set; } = [];
    public IReadOnlyList<ModulusTables.ModulusTableRow> Rows { get; private set; } = [];
    public ModulusTableAge Age { get; private set; } = null!;
    public bool MayLoad => User.Can(Permission.CheckBankDetails) || User.Can(Permission.OperatePortal);

    public async Task OnGetAsync() => (Rows, Age) = (await modulus.ListAsync(), await modulus.AgeAsync());

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (!MayLoad)
            return Forbid();
        if (!ValidFrom.IsBlank && ValidFrom.WhyNotADate("the day from which it is valid") is { } notADate)
            return this.PageWithErrors(new(notADate, nameof(ValidFrom)));
        List<ModulusTables.TableFile> files = [];
        foreach (var file in Tables.Take(ModulusFiles.MostFiles))
        {
            if (file.Length > ModulusFiles.MostBytes)
                return this.PageWithErrors(new(ModulusFiles.TooLarge(Path.GetFileName(file.FileName)), nameof(Tables)));
            files.Add(new(Path.GetFileName(file.FileName), await file.ReadBytesAsync()));
        }
        var outcome = await modulus.LoadAsync(User.Actor(), VersionName, ValidFrom.ToDate(), files);
        return outcome.IsDone
            ? this.Next(Links.Organisations.ModulusTables, "The weight table and the sort code substitutions are loaded")
            : this.PageWithErrors(outcome);
    }
}
