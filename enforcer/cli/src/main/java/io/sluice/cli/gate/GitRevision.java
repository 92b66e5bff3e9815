package io.sluice.cli.gate;

import io.sluice.cli.console.CommandException;
import io.sluice.cli.console.ContractPaths;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.odcs.ClassificationsDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Contracts as they stand in a revision of a git repository, read by the {@code git} command. */
public final class GitRevision {

  /** How many digits of a commit people read. */
  private static final int SHORT = 12;

  private static final Pattern NUL = Pattern.compile("\0");

  private final String name;
  private final Path top;
  private final String commit;

  private GitRevision(String name, Path top, String commit) {
    this.name = name;
    this.top = top;
    this.commit = commit;
  }

  /** What a run of git gave. */
  private record Answer(int exitCode, ByteArrayOutputStream out, String error) {
    String text() {
      return out.toString(StandardCharsets.UTF_8);
    }
  }

  /**
   * A revision of the repository that has a file.
   *
   * @param near a file or folder in the repository
   * @param revision a branch, a tag, a commit, or whatever else git knows one by
   */
  static GitRevision of(Path near, String revision) throws IOException {
    Path folder =
        Files.isDirectory(near) ? near : Objects.requireNonNull(near.toAbsolutePath().getParent());
    Answer top = git(folder, "rev-parse", "--show-toplevel");
    if (top.exitCode() != 0) {
      throw CommandException.badInput(
          near
              + " is in no git repository: "
              + top.error()
              + "; name the old contract by its file");
    }
    Answer commit =
        git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");
    if (commit.exitCode() != 0) {
      throw CommandException.badInput(
          "git knows no revision "
              + revision
              + "; in a shallow clone it has to be fetched first (git fetch origin "
              + revision
              + ")");
    }
    return new GitRevision(revision, Path.of(top.text().strip()), commit.text().strip());
  }

  /**
   * The revisions up to the one that is checked out which changed one of some files, the oldest
   * first; none of files that git does not know.
   */
  public static List<GitRevision> thatChanged(List<Path> files) throws IOException {
    GitRevision head = of(files.getFirst(), "HEAD");
    List<String> arguments = new ArrayList<>(List.of("log", "--reverse", "--format=%H", "--"));
    for (Path file : files) {
      arguments.add(head.within(file));
    }
    Answer log = git(head.top, arguments.toArray(String[]::new));
    if (log.exitCode() != 0) {
      throw CommandException.badInput("git can't say what changed: " + log.error());
    }
    return log.text()
        .lines()
        .map(commit -> new GitRevision(commit.substring(0, SHORT), head.top, commit))
        .toList();
  }

  /** The contracts at or below a path, as they stood; none where there were none. */
  public List<ContractFile> contracts(Path path) throws IOException {
    boolean isFolder = Files.isDirectory(path);
    String below = within(path);
    Answer listed =
        git(top, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit, "--", below);
    if (listed.exitCode() != 0) {
      throw CommandException.badInput("git can't list " + path + ": " + listed.error());
    }
    List<ContractFile> contracts = new ArrayList<>();
    List<String> files = NUL.splitAsStream(listed.text()).toList();
    for (String file : files) {
      if (!file.isEmpty() && (!isFolder || ContractPaths.isContract(file))) {
        Path folder = Objects.requireNonNull(Path.of("/" + file).getParent());
        contracts.add(ContractFile.of(name + ":" + file, read(file), new Beside(folder)));
      }
    }
    return contracts;
  }

  /** Finds what a contract refers to in the same revision. */
  private final class Beside implements ContractFile.Resolver {

    private final Path folder;

    Beside(Path folder) {
      this.folder = folder;
    }

    @Override
    public String read(String url) throws IOException {
      return GitRevision.this.read(folder.resolve(url).normalize().toString().substring(1));
    }

    @Override
    public @Nullable String classifications() throws IOException {
      for (Path at = folder; at != null; at = at.getParent()) {
        try {
          return read(at.resolve(ClassificationsDocument.NAME).toString());
        } catch (NoSuchFileException e) {
          // it may stand above
        }
      }
      return null;
    }
  }

  /** A path as git names it, from the top of the repository. */
  private String within(Path path) throws IOException {
    String within = top.toRealPath().relativize(path.toRealPath()).toString().replace('\\', '/');
    return within.isEmpty() ? "." : within;
  }

  private String read(String file) throws IOException {
    Answer blob = git(top, "cat-file", "blob", commit + ":" + file);
    if (blob.exitCode() != 0) {
      throw new NoSuchFileException(name + ":" + file);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(blob.out().toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw CommandException.badInput(name + ":" + file + " is not UTF-8");
    }
  }

  private static Answer git(Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile("sluice-git", ".txt");
    try {
      Process git = start(new ProcessBuilder(command).redirectError(errors.toFile()));
      git.getOutputStream().close();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (InputStream in = git.getInputStream()) {
        in.transferTo(out);
      }
      int exitCode = git.waitFor();
      return new Answer(exitCode, out, Files.readString(errors).strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while git was running", e);
    } finally {
      Files.deleteIfExists(errors);
    }
  }

  private static Process start(ProcessBuilder git) {
    try {
      return git.start();
    } catch (IOException e) {
      throw CommandException.infrastructure(
          "the git command can't be run (%s): install git, or name the old contract by its file"
              .formatted(e.getMessage()));
    }
  }
}
