namespace Commissioning.Domain.Casework;

/// <summary>What a note is about. One about an application is about its award as well.</summary>
public enum NoteSubject
{
    Application,
    Organisation,
}
