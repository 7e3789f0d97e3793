namespace Commissioning.Platform.Files;

/// <summary>The storage cannot write or read files. The message is for the operator; <see cref="ForPeople"/> tells users what to do,
/// without details of the machine.</summary>
public sealed class FileStorageException(string message, bool isFull, Exception inner) : Exception(message, inner)
{
    public bool IsFull => isFull;
    public string ForPeople =>
        isFull
            ? "The portal has no room for files just now. Nothing was saved, and what you typed is still here. Whoever looks after the portal has been told; choose the file again later."
            : "The portal cannot keep or read files just now. Nothing was saved, and what you typed is still here. Whoever looks after the portal has been told; choose the file again in a few minutes.";
}
