namespace Commissioning.Domain.Applications;

/// <summary>The boxes in which an answer is typed, by the kind of its question; refusals name them, and the answer's form has
/// them.</summary>
public enum AnswerBox
{
    Text,
    Date,
    Chosen,
    Declared,
    Parts,
    Rows,
    Cells,
    File,
}
