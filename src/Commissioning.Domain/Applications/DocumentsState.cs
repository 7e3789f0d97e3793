namespace Commissioning.Domain.Applications;

/// <summary>Whether the documents that are needed with an application are there.</summary>
public enum DocumentsState
{
    NothingNeededYet,
    Optional,
    ToDo,
    Done,
}
