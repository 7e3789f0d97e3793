namespace Commissioning.Domain.Casework;

/// <summary>What is made of a whole round for an answer.</summary>
public enum BundleKind
{
    /// <summary>The file of every application, with everything in it.</summary>
    Files,

    /// <summary>A copy of each application that has none, to take words out of.</summary>
    Drafts,

    /// <summary>The newest approved copy of each application.</summary>
    Copies,
}
