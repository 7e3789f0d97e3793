using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.ViewNotes)]
public sealed class NotesModel(Db db, WriteNote write, ChangeNote change, RemoveNote remove, ReadNote read, TagOrganisation tag) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public string Kind { get; set; } = "";

    /// <summary>The note that is being changed. Null: a new one is written.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Change { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? Tag { get; set; }

    public NoteSubject About { get; private set; }
    public string Name { get; private set; } = "";
    public IReadOnlyList<NoteQueries.Note> Notes { get; private set; } = [];
    public IReadOnlyList<string> Colleagues { get; private set; } = [];
    public IReadOnlyList<string> Tags { get; private set; } = [];
    public bool MayWrite => User.Can(Permission.WriteNotes);
    public string Here => Links.Casework.Notes(About, Id);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (Notes.FirstOrDefault(note => note.Id == Change) is { } changed)
            (Words, Version) = (changed.Wording, changed.Version);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayWrite)
            return Forbid();
        await LoadAsync();
        if (Change is not { } note)
        {
            var written = await write.RunAsync(User.Actor(), About, Id, Words);
            return written.IsDone ? this.Next(Here, "Note saved") : this.PageWithErrors(written);
        }
        var outcome = await change.RunAsync(User.Actor(), note, Version, Words);
        return outcome.IsDone ? this.Next(Here, "Note changed") : this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid note) =>
        MayWrite ? await AfterAsync(remove.RunAsync(User.Actor(), note), "Note removed. It stays on record.") : Forbid();

    public Task<IActionResult> OnPostReadAsync(Guid note) =>
        AfterAsync(read.RunAsync(User.Actor(), note), "Thank you. The note has left your list.");

    public async Task<IActionResult> OnPostTagAsync(string? remove)
    {
        if (!MayWrite)
            return Forbid();
        await LoadAsync();
        if (About != NoteSubject.Organisation)
            return NotFound();
        return await AfterAsync(
            tag.RunAsync(User.Actor(), Id, remove ?? Tag, remove is not null),
            remove is null ? $"Tagged \"{Tag?.Trim()}\"" : $"No longer tagged \"{remove}\""
        );
    }

    private async Task<IActionResult> AfterAsync(Task<Domain.Result> act, string notice)
    {
        var outcome = await act;
        await LoadAsync();
        return outcome.IsDone ? this.Next(Here, notice) : this.PageWithErrors(outcome);
    }

    private Task LoadAsync() =>
        db.ReadAsync<object?>(async work =>
        {
            About =
                Enum.TryParse<NoteSubject>(Kind, ignoreCase: true, out var about) && Enum.IsDefined(about)
                    ? about
                    : throw new NotFoundException("No such kind of record");
            Name = await NoteQueries.NameAsync(work, About, Id) ?? throw new NotFoundException("No such record");
            Notes = await NoteQueries.OfAsync(work, About, Id);
            Colleagues = (await NoteQueries.ColleaguesAsync(work)).Where(one => one.MaySee).Select(one => one.Name).ToList();
            Tags = About == NoteSubject.Organisation ? await TagOrganisation.OfAsync(work, Id) : [];
            return null;
        });
}
