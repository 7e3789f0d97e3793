using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class ImportModel(ImportRound importRound) : PageModel
{
    private const int MostBytes = 2 * 1024 * 1024;

    [BindProperty]
    public IFormFile? Round { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Round is null)
            return this.PageWithErrors(new("Choose a file first", nameof(Round)));
        if (Round.Length > MostBytes)
            return this.PageWithErrors(
                new(
                    $"{Path.GetFileName(Round.FileName)} is larger than 2 MB, so it is not a round's file. Choose the file that was downloaded from a round.",
                    nameof(Round)
                )
            );
        using var reader = new StreamReader(Round.OpenReadStream());
        var (content, faults) = RoundFile.Read(await reader.ReadToEndAsync());
        if (content is null)
            return this.PageWithErrors(Result.Of(faults.Take(50).ToList()).At(nameof(Round)));
        var outcome = await importRound.RunAsync(User.Actor(), content);
        return !outcome.IsDone
            ? this.PageWithErrors(((Result)outcome).At(nameof(Round)))
            : this.Next(Links.Funds.Round(outcome.Value), "The round is imported. Check its dates and choose its panel.");
    }
}
